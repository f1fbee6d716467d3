package io.shardark.cli;

import io.shardark.cli.command.Interruption;
import io.shardark.cli.command.Program;
import io.shardark.cli.command.Surroundings;

/** Where the process begins. */
public final class Shardark {
    private Shardark() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Interruption interruption = Interruption.ofProcess(Thread.currentThread());
        int exitCode = new Program(Surroundings.ofProcess(), interruption).run(arguments);
        interruption.ended();
        if (exitCode == 0) {
            ClassArchive.wanted().ifPresent(ClassArchive::write);
        }
        System.exit(exitCode);
    }
}
