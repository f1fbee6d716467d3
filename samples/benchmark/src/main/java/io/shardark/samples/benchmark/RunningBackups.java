package io.shardark.samples.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Backups one after the other, from when the first saves rows until this is closed. */
final class RunningBackups implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final List<String> command;
    private final CountDownLatch saving = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "backups");
    private volatile boolean closed;
    private volatile Process process;
    private volatile String last = "";

    private RunningBackups(Process first, List<String> command) {
        this.process = first;
        this.command = command;
    }

    static RunningBackups start(Path launcher, Path configuration) throws IOException, InterruptedException {
        List<String> command = List.of(launcher.toString(), "-c", configuration.toString(), "backup");
        RunningBackups backups = new RunningBackups(start(command), command);
        backups.thread.start();
        if (!backups.saving.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            backups.close();
            throw new BenchmarkFailure("the backup did not begin");
        }
        return backups;
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private void run() {
        try {
            read(process);
            while (!closed && process.waitFor() == 0) {
                process = start(command);
                read(process);
            }
            process.destroy();
        } catch (IOException e) {
            // Closing ends the process in the middle of a line; otherwise the thread's end is noticed.
            last = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            saving.countDown();
        }
    }

    private void read(Process running) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(running.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
                if (line.startsWith("saving rows")) {
                    saving.countDown();
                }
            }
        }
    }

    /** Fails when the backups ended, so that something else was measured. */
    void requireRunning() {
        if (!thread.isAlive()) {
            throw new BenchmarkFailure("the backups ended early: " + last);
        }
    }

    /** Ends the backup that runs, in order. */
    @Override
    public void close() {
        closed = true;
        process.destroy();
        try {
            thread.join();
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
