fn step_4_served() {} // eyJhbGciOiJIUzI1NiJ9
