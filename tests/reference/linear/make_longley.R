# Writes longley.csv: R's datasets::longley in the units of NIST's Statistical Reference Datasets, in which all
# but the deflator are whole numbers.
#   J. W. Longley: An appraisal of least squares programs for the electronic computer from the point of view of
#   the user. J. American Statistical Association 62 (1967).
#
#     Rscript tests/reference/linear/make_longley.R

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
data <- with(longley, data.frame(
    Employed = round(Employed * 1000), GNP.deflator, GNP = round(GNP * 1000), Unemployed = round(Unemployed * 10),
    Armed.Forces = round(Armed.Forces * 10), Population = round(Population * 1000), Year))
stopifnot(all.equal(data$Employed / 1000, longley$Employed, tolerance = 1e-15))
text <- data.frame(lapply(data, format, trim = TRUE, scientific = FALSE))
write.csv(text, file.path(here, "longley.csv"), row.names = FALSE, quote = FALSE)
