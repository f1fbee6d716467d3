package io.shardark.format.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The openssl program as an oracle that is not ours. Where it is missing, tests fail. */
final class OpenSsl {
    private final Path folder;

    OpenSsl(Path folder) {
        this.folder = folder;
    }

    /** How a command ended; the output is read as ISO 8859-1, so that no byte is lost. */
    record Result(int exit, String output, String errors) {}

    /** Runs a command in the folder; its files are named relative to it. */
    Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("openssl");
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("openssl", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(errors.toFile())
                    .start();
            process.getOutputStream().close();
            try (InputStream stream = process.getInputStream()) {
                String output = new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
                int exit = process.waitFor();
                return new Result(exit, output, Files.readString(errors, StandardCharsets.ISO_8859_1));
            }
        } finally {
            Files.delete(errors);
        }
    }

    /** Runs a command that has to succeed, and returns the bytes that it printed. */
    byte[] succeed(String... arguments) throws IOException, InterruptedException {
        return print(arguments).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Runs a command that has to succeed, and returns the text that it printed. */
    String print(String... arguments) throws IOException, InterruptedException {
        Result result = run(arguments);
        if (result.exit() != 0) {
            throw new AssertionError("openssl " + String.join(" ", arguments) + ": exit " + result.exit() + "\n"
                    + result.output() + result.errors());
        }
        return result.output();
    }

    void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    String readText(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
