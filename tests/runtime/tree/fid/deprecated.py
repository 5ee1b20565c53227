import warnings

warnings.warn('fid.deprecated is deprecated', UserWarning, stacklevel=2)
