package io.shardark.samples.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmark works; its figures are nobody's business here. */
final class BenchmarkTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void measuresWithAFewRows(DataSet data) throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            Benchmark.main(new String[] {
                "--launcher=../../cli/target/shardark/bin/shardark",
                "--work=" + folder,
                "--data=" + data,
                "--rows=3200",
                "--tables=40",
                "--shards=8",
                "--rounds=1"
            });
        } finally {
            System.setOut(before);
        }
        String text = written.toString(StandardCharsets.UTF_8);
        assertTrue(
                text.contains("| backup: MARIADB, " + data
                        + ", 3,200 rows in 40 tables of 8 shards, 2 connections | wall s |"),
                text);
        assertEquals(
                2, text.lines().filter(line -> line.startsWith("| shardark |")).count(), text);
        assertEquals(
                1,
                text.lines().filter(line -> line.startsWith("| bare reader |")).count(),
                text);
        assertTrue(!text.contains("differs"), text);
    }
}
