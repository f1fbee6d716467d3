package io.shardark.samples.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.samples.servers.ServerOptions.Lifetime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(180)
class LifetimeTest {

    @TempDir
    Path temporary;

    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void aServerDiesWhenItsJvmIsKilled(ServerFlavor flavor) throws IOException {
        Process jvm = startJvm(flavor, Lifetime.JVM);
        int port = Integer.parseInt(readLine(jvm.inputReader()));
        assertTrue(listens(port));

        jvm.destroyForcibly();

        await(() -> !listens(port));
        await(() -> Folders.isEmpty(temporary.resolve("tmp")));
    }

    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void aServerEndsWithItsJvm(ServerFlavor flavor) throws Exception {
        Process jvm = startJvm(flavor, Lifetime.JVM);
        int port = Integer.parseInt(readLine(jvm.inputReader()));

        jvm.getOutputStream().close();

        assertEquals(0, jvm.waitFor());
        assertFalse(listens(port));
        assertTrue(Folders.isEmpty(temporary.resolve("tmp")));
    }

    /** As Ctrl-C and timeout(1) do. */
    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void aServerEndsWhenItsWholeProcessGroupIsTold(ServerFlavor flavor) throws Exception {
        Process jvm = startJvm(flavor, Lifetime.JVM, "setsid");
        int port = Integer.parseInt(readLine(jvm.inputReader()));

        String group = "-" + jvm.pid();
        assertEquals(0, new ProcessBuilder("kill", "-TERM", "--", group).start().waitFor());

        await(() -> !listens(port));
        await(() -> Folders.isEmpty(temporary.resolve("tmp")));
        await(() -> !isProcessGroupAlive(group));
    }

    private static boolean isProcessGroupAlive(String group) {
        try {
            return new ProcessBuilder("kill", "-0", "--", group)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Interrupts.interrupted(e);
        }
    }

    @Test
    void aDetachedServerOutlivesItsJvm() throws Exception {
        Process jvm = startJvm(ServerFlavor.MARIADB, Lifetime.DETACHED);
        BufferedReader output = jvm.inputReader();
        int port = Integer.parseInt(readLine(output));
        String stopCommand = readLine(output);

        jvm.destroyForcibly().waitFor();

        assertTrue(listens(port));
        assertEquals(0, new ProcessBuilder("sh", "-c", stopCommand).start().waitFor());
        await(() -> !listens(port));
        await(() -> Folders.isEmpty(temporary.resolve("tmp")));
    }

    private Process startJvm(ServerFlavor flavor, Lifetime lifetime, String... before) throws IOException {
        Path tmp = temporary.resolve("tmp");
        assertTrue(tmp.toFile().mkdir());
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + tmp,
                "-cp",
                System.getProperty("java.class.path"),
                ServerHolder.class.getName(),
                flavor.name(),
                lifetime.name()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String readLine(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        if (line == null) {
            throw new IOException("The child JVM ended early.");
        }
        return line;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within two minutes");
            Interrupts.pause(Duration.ofMillis(20));
        }
    }
}
