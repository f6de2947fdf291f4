# Reads a folder with A.txt (the ties), y.txt and x.txt; writes what sna and R say of them.
suppressMessages(library(sna))
at <- commandArgs(trailingOnly = TRUE)[1]
A <- as.matrix(read.table(file.path(at, "A.txt")))
y <- scan(file.path(at, "y.txt"), quiet = TRUE)
x <- as.matrix(read.table(file.path(at, "x.txt")))
show <- function(name, x) cat(name, format(as.vector(x), digits = 15, scientific = TRUE), "\n")
for (type in c("moran", "geary"))
  show(type, nacf(A, y, lag.max = 1, type = type, neighborhood.type = "out")[2])
W <- A / pmax(rowSums(A), 1)
for (form in c("W1", "W2")) {
  model <- if (form == "W1") lnam(y, cbind(1, x), W1 = W, tol = 1e-14) else
    lnam(y, cbind(1, x), W2 = W, tol = 1e-14)
  show(form, c(model$beta, if (form == "W1") model$rho1 else model$rho2))
  show(paste0(form, "error"), c(model$beta.se, if (form == "W1") model$rho1.se else model$rho2.se))
  show(paste0(form, "likelihood"), model$lnlik.model)
}
fit <- summary(lm(y ~ x))
show("lm", fit$coefficients[, 1]); show("lmt", fit$coefficients[, 3]); show("r2", fit$r.squared)
yes <- as.integer(y > median(y))
fit <- glm(yes ~ x, binomial)
show("glm", coef(fit)); show("glmz", summary(fit)$coefficients[, 3])
