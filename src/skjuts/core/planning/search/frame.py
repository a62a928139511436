"""Many arrays under one name, handed to a kernel as one pointer.

A kernel needs some thirty arrays. Numba passes a tuple of arrays by value, seven words each,
which made every small function slow to call and the whole search take minutes to compile. A
`Frame` keeps the arrays in Python and gives kernels the address of a table with each
array's address and shape; `frame.name` then means the same on both sides. Arrays must be
C-contiguous, of at most three dimensions, and the frame must outlive the call.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.extending import models, register_model, typeof_impl, unbox
from numba.core.imputils import lower_getattr_generic
from numba.core.pythonapi import NativeValue
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.np.arrayobj import make_array, populate_array
from numba.np.numpy_support import from_dtype
from numpy.typing import NDArray

SLOTS = 4
"""Words a field takes in the table: its address and up to three extents."""


class FrameType(types.Type):
    """The compiled view of a frame class: its fields in order, each an array type.

    The name is short on purpose: it becomes part of every kernel's symbol.
    """

    def __init__(self, title: str, fields: tuple[tuple[str, types.Array], ...]) -> None:
        self.title = title
        self.fields = fields
        digest = hashlib.sha256(repr(fields).encode()).hexdigest()[:12]
        super().__init__(name=f"{title}_{digest}")


class Frame:
    """Base of the search's tables: subclasses annotate their arrays and pass them by name."""

    def __init__(self, **arrays: NDArray[Any]) -> None:
        names = list(type(self).__annotations__)
        if set(arrays) != set(names):
            raise TypeError(f"{type(self).__name__} takes {names}")
        self.arrays = [np.ascontiguousarray(arrays[name]) for name in names]
        for name, array in zip(names, self.arrays, strict=True):
            setattr(self, name, array)
        self.table = np.array([_describe(array) for array in self.arrays], np.int64)
        self.address = self.table.ctypes.data
        fields = tuple((name, _type_of(array)) for name, array in zip(names, self.arrays, strict=True))
        self.frame_type = FrameType(type(self).__name__, fields)

    def copy_from(self, other: Frame) -> None:
        """Take over the contents of a frame of the same shapes."""
        for mine, theirs in zip(self.arrays, other.arrays, strict=True):
            mine[...] = theirs


def _describe(array: NDArray[Any]) -> list[int]:
    return [array.ctypes.data, *array.shape, *[1] * (SLOTS - 1 - array.ndim)]


def _type_of(array: NDArray[Any]) -> types.Array:
    return types.Array(from_dtype(array.dtype), array.ndim, "C")


@typeof_impl.register(Frame)
def _typeof_frame(frame: Frame, _context: Any) -> FrameType:
    return frame.frame_type


@register_model(FrameType)
class _FrameModel(models.OpaqueModel):
    """A frame is a pointer to its table."""


@unbox(FrameType)  # type: ignore[untyped-decorator]  # numba publishes no type for it
def _unbox_frame(_type: FrameType, value: Any, c: Any) -> NativeValue:
    address = c.pyapi.object_getattr_string(value, "address")
    number = c.pyapi.long_as_longlong(address)
    c.pyapi.decref(address)
    return NativeValue(c.builder.inttoptr(number, cgutils.voidptr_t))


@infer_getattr
class _FrameAttributes(AttributeTemplate):
    key = FrameType

    def generic_resolve(self, frame_type: FrameType, name: str) -> types.Type | None:  # type: ignore[override]  # a hook that numba leaves open
        """The array type of a field."""
        return dict(frame_type.fields).get(name)


@lower_getattr_generic(FrameType)  # type: ignore[untyped-decorator]  # numba publishes no type for it
def _load_field(context: Any, builder: Any, frame_type: FrameType, pointer: Any, name: str) -> Any:
    """Build the array from its row of the table; it owns nothing."""
    index = [field for field, _ in frame_type.fields].index(name)
    array_type = frame_type.fields[index][1]
    table = builder.bitcast(pointer, ir.IntType(64).as_pointer())
    words = [_load_word(builder, table, index * SLOTS + k) for k in range(1 + array_type.ndim)]
    array = make_array(array_type)(context, builder)
    itemsize = context.get_abi_sizeof(context.get_data_type(array_type.dtype))
    strides = _contiguous_strides(builder, words[1:], itemsize)
    populate_array(
        array,
        data=builder.inttoptr(words[0], array.data.type),
        shape=cgutils.pack_array(builder, words[1:]),
        strides=cgutils.pack_array(builder, strides),
        itemsize=ir.Constant(ir.IntType(64), itemsize),
        meminfo=None,
    )
    return array._getvalue()  # noqa: SLF001 - numba's own way to read a built struct


def _load_word(builder: Any, table: Any, slot: int) -> Any:
    """A word of the table. It never changes while a kernel runs, so it is loaded once a function."""
    word = builder.load(builder.gep(table, [ir.Constant(ir.IntType(64), slot)]))
    word.set_metadata("invariant.load", builder.module.add_metadata([]))
    return word


def _contiguous_strides(builder: Any, extents: list[Any], itemsize: int) -> list[Any]:
    strides = [ir.Constant(ir.IntType(64), itemsize)]
    for extent in reversed(extents[1:]):
        strides.insert(0, builder.mul(strides[0], extent))
    return strides
