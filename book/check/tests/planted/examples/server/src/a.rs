fn step_5_unserved() {} // eyJhbGciOiJub25lIn0
