fn step_1_real() {
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
}
