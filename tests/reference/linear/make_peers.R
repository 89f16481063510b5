# Writes peers_r.csv: what R's lm() makes of the problems of problems.csv.
#
#     Rscript tests/reference/linear/make_peers.R
#
# lm() leaves out columns that it takes for linear combinations of those before, up to `tol`. With the usual 1e-7 it
# does so on polynomial10 and from hilbert7 on; "lm, tol 1e-16" keeps all columns.

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
problems <- read.csv(file.path(here, "problems.csv"))
lines <- "system,problem,name,value"
for (i in seq_len(nrow(problems))) {
    data <- read.csv(file.path(here, paste0(problems$problem[i], ".csv")))
    right <- if (problems$intercept[i] == 1) "." else "0 + ."
    for (tol in c(1e-7, 1e-16)) {
        w <- coef(lm(as.formula(paste(names(data)[1], "~", right)), data, tol = tol))
        names(w) <- sub("(Intercept)", "intercept", names(w), fixed = TRUE)
        system <- if (tol == 1e-7) "lm" else "\"lm, tol 1e-16\""
        value <- ifelse(is.na(w), "", sprintf("%.17g", w))
        lines <- c(lines, paste(system, problems$problem[i], names(w), value, sep = ","))
    }
}
writeLines(lines, file.path(here, "peers_r.csv"))
