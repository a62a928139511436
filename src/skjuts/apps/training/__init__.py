"""The course that earns a nurse the right to certify, and the grant of that right."""
