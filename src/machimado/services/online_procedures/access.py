"""The catalogue is everyone's."""

from machimado.kernel.access import EVERYONE, Access

ROWS = {
    "online_procedures:catalogue": Access(EVERYONE),
    "online_procedures:procedure": Access(EVERYONE, sample={"key": "procedures_key"}),
}
