"""A report about what lies in a stockroom."""
__version__ = '1.0'
