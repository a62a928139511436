"""Decision tables that explain themselves. What they mean stands in the README beside this file."""

from skjuts.core.rules.answers import KIND_TEXTS, NearMiss, Outcome, VerdictKind
from skjuts.core.rules.book import STATUS_NAMES, BookStatus, Edition, RuleBook
from skjuts.core.rules.engine import RuleEngine
from skjuts.core.rules.errors import BadFacts, BadRuleBook, Fault, ReplayMismatch, UnknownTable
from skjuts.core.rules.facts import Fact, read_json_facts
from skjuts.core.rules.forms import Document, decode_book, encode_book, hash_book, read_book, write_book
from skjuts.core.rules.parameters import DatedValue, Parameter, Validity
from skjuts.core.rules.provenance import EVIDENCE_NAMES, Evidence, Provenance
from skjuts.core.rules.record import VerdictRecord, decode_record
from skjuts.core.rules.replaying import replay
from skjuts.core.rules.tables import Combination, HitPolicy, OutcomeColumn, Row, Table
from skjuts.core.rules.values import Kind, Value
from skjuts.core.rules.verdict import Verdict

__all__ = [
    "EVIDENCE_NAMES",
    "KIND_TEXTS",
    "STATUS_NAMES",
    "BadFacts",
    "BadRuleBook",
    "BookStatus",
    "Combination",
    "DatedValue",
    "Document",
    "Edition",
    "Evidence",
    "Fact",
    "Fault",
    "HitPolicy",
    "Kind",
    "NearMiss",
    "Outcome",
    "OutcomeColumn",
    "Parameter",
    "Provenance",
    "ReplayMismatch",
    "Row",
    "RuleBook",
    "RuleEngine",
    "Table",
    "UnknownTable",
    "Validity",
    "Value",
    "Verdict",
    "VerdictKind",
    "VerdictRecord",
    "decode_book",
    "decode_record",
    "encode_book",
    "hash_book",
    "read_book",
    "read_json_facts",
    "replay",
    "write_book",
]
