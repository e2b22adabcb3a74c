fn step_3_yours() {} // eyJhbGciOiJub25lIn0
