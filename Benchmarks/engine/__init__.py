"""The matching engine beside other solvers, and checkers of their answers that know none of them."""
