import fid.helpers

fid.helpers.fail()
