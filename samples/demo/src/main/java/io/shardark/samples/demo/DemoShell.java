package io.shardark.samples.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the built command line as a person would, and shows what was typed and what came back. */
record DemoShell(Path shardark, Path folder, DemoScreen screen) {
    /** Runs a command and fails when its exit code is another than expected. */
    void run(int expectedExitCode, String... arguments) throws IOException, InterruptedException {
        screen.command("shardark " + String.join(" ", arguments));
        List<String> command = new ArrayList<>(List.of(shardark.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                screen.output(line);
            }
        }
        int exitCode = process.waitFor();
        if (exitCode != expectedExitCode) {
            throw new DemoFailure("exit code " + exitCode + ", expected " + expectedExitCode);
        }
        if (exitCode != 0) {
            screen.output("(exit code " + exitCode + ", as it should be)");
        }
    }
}
