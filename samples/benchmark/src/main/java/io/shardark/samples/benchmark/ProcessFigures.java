package io.shardark.samples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What Linux's proc(5) says of processes. */
final class ProcessFigures {
    /** USER_HZ, in which proc(5) counts; 100 on every architecture that Java 17 runs on. */
    private static final double TICKS_PER_SECOND = 100;
    /**
     * Fields of /proc/PID/stat behind the name, which may hold blanks: utime is field 14 of proc(5), the state field 3.
     */
    private static final int USER_TIME = 14 - 3;

    private ProcessFigures() {}

    /** Processor seconds of a process itself; NaN when it cannot be seen. */
    static double ownSeconds(long process) throws IOException {
        return seconds(process, USER_TIME);
    }

    /** Processor seconds of all children that this process has waited for, and of theirs. */
    static double childrenSeconds() throws IOException {
        return seconds(ProcessHandle.current().pid(), USER_TIME + 2);
    }

    private static double seconds(long process, int field) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) / TICKS_PER_SECOND;
        } catch (NoSuchFileException gone) {
            return Double.NaN;
        }
    }

    /** The peak of resident memory of a process so far in MiB; 0 when it has ended. */
    static double peakMegabytes(long process) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(process), "status"));
            return lines.stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024.0;
        } catch (IOException ended) {
            return 0;
        }
    }
}
