fn step_1_real() {
    1690407762;
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
}
