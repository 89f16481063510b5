#!/usr/bin/python3
"""Trajectories of PyTorch's optimizers on fixed gradients, in float64, for lib/optim.

    cd tests/reference/optim && /usr/bin/python3 make_torch.py

gradients.csv: step, then the gradient of four parameters; torch.csv: case, step (0: the start), the four parameters.
Gradients have mean and standard deviation 1 in units of 1, 1e-3, 100 and 1e-7, so that each epsilon matters somewhere.
They do not depend on the parameters: a trajectory shows the rule alone. Made with PyTorch 1.13.0 (Debian 12).
"""

import csv

import numpy
import torch

STEPS = 100
SCALES = numpy.array([1, 1e-3, 100, 1e-7])
CASES = {
    "sgd": (torch.optim.SGD, {"lr": 0.1}),
    "sgd-momentum": (torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}),
    "sgd-dampening": (torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "dampening": 0.5}),
    "sgd-average": (torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "dampening": 0.9}),
    "sgd-nesterov": (torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "nesterov": True}),
    "adagrad": (torch.optim.Adagrad, {"lr": 0.1, "eps": 1e-7}),
    "adagrad-accumulator": (torch.optim.Adagrad, {"lr": 0.1, "initial_accumulator_value": 0.1}),
    "rmsprop": (torch.optim.RMSprop, {"lr": 0.01}),
    "rmsprop-momentum": (torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.9, "momentum": 0.8}),
    "rmsprop-centred": (torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.9, "centered": True}),
    "rmsprop-centred-momentum": (torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.9, "momentum": 0.8, "centered": True}),
    "adadelta": (torch.optim.Adadelta, {}),
    "adadelta-slow": (torch.optim.Adadelta, {"lr": 0.25, "rho": 0.95, "eps": 1e-10}),
    "adam": (torch.optim.Adam, {}),
    "adam-fast": (torch.optim.Adam, {"lr": 0.05, "betas": (0.5, 0.75), "eps": 1e-3}),
    "adamw": (torch.optim.AdamW, {"lr": 0.01, "weight_decay": 0.25}),
}


def trajectory(optimizer, options, gradients, start):
    parameters = torch.nn.Parameter(torch.full((len(SCALES),), start, dtype=torch.float64))
    stepper = optimizer([parameters], **options)
    yield parameters.tolist()
    for gradient in gradients:
        parameters.grad = torch.from_numpy(gradient)
        stepper.step()
        yield parameters.tolist()


if __name__ == "__main__":
    draw = numpy.random.Generator(numpy.random.Philox(20261122))
    gradients = SCALES * (1 + draw.standard_normal((STEPS, len(SCALES))))
    with open("gradients.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["step", "g0", "g1", "g2", "g3"])
        writer.writerows([step, *map(float, gradient)] for step, gradient in enumerate(gradients, 1))
    with open("torch.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["case", "step", "p0", "p1", "p2", "p3"])
        for name, (optimizer, options) in CASES.items():
            start = 1.0 if name == "adamw" else 0.0
            writer.writerows([name, step, *point]
                             for step, point in enumerate(trajectory(optimizer, options, gradients.copy(), start)))
