package org.mopay.cli.vectors;

import org.mopay.cli.output.CommandGroup;

import picocli.CommandLine.Command;

/** {@code mo vectors}. */
@Command(
        name = "vectors",
        description = "Test vectors, for whoever writes MO/1 in another language.",
        subcommands = CheckCommand.class)
public final class VectorsCommand extends CommandGroup {}
