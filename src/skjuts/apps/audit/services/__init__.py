"""What the app does for the apps above it: log an access, publish an event, enqueue a message."""

from skjuts.apps.audit.models import Access
from skjuts.apps.audit.services.enqueuing import enqueue_message
from skjuts.apps.audit.services.publishing import publish_event
from skjuts.apps.audit.services.recording import record_access, record_list

__all__ = ["Access", "enqueue_message", "publish_event", "record_access", "record_list"]
