"""Shops."""
import asyncio


@property
async def total(items: list[float], *, tax=0x1F) -> float:
    # Everything that has a price.
    return f"{sum(items)!r:>{10}}" if items else None
