package io.shardark.engine.load;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server, follows the MySQL protocol without TLS, and misbehaves once at a chosen
 * statement.
 */
final class HostileProxy implements AutoCloseable {
    private static final int COM_QUERY = 3;

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final List<Trap> traps = new CopyOnWriteArrayList<>();
    private final AtomicInteger sprung = new AtomicInteger();
    private final List<byte[]> files = new CopyOnWriteArrayList<>();

    HostileProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    enum Misdeed {
        /** The connection breaks before the statement reaches the server. */
        CUT_BEFORE,
        /** The server executes the statement, and the connection breaks before its answer reaches the client. */
        CUT_AFTER,
        /** The connection breaks while rows are sent. */
        CUT_WITHIN_ROWS,
        /** The answer to the statement is to ask for a file. */
        ASK_FOR_FILE,
        /** The statement is answered by asking for two files in a row. */
        ASK_FOR_TWO_FILES
    }

    private record Trap(String statement, Misdeed misdeed, String file) {}

    int port() {
        return listener.getLocalPort();
    }

    /** Misbehaves at the next statement that contains a text. */
    void set(String statement, Misdeed misdeed) {
        set(statement, misdeed, "/etc/passwd");
    }

    void set(String statement, Misdeed misdeed, String file) {
        traps.clear();
        traps.add(new Trap(statement, misdeed, file));
    }

    /** How often it has misbehaved. */
    int sprung() {
        return sprung.get();
    }

    /** What clients sent when asked for files. */
    List<byte[]> files() {
        return List.copyOf(files);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            new Pair(client, new Socket(host, port)).begin();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One side has closed the connection.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    @SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
    private record Packet(int sequence, byte[] payload) {
        static Packet read(DataInputStream in) throws IOException {
            byte[] header = new byte[4];
            in.readFully(header);
            int length = (header[0] & 0xFF) | (header[1] & 0xFF) << 8 | (header[2] & 0xFF) << 16;
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Packet(header[3] & 0xFF, payload);
        }

        void write(OutputStream out) throws IOException {
            int length = payload.length;
            out.write(new byte[] {(byte) length, (byte) (length >> 8), (byte) (length >> 16), (byte) sequence});
            out.write(payload);
            out.flush();
        }

        String query() {
            boolean query = payload.length > 0 && payload[0] == COM_QUERY && sequence == 0;
            return query ? new String(payload, 1, payload.length - 1, StandardCharsets.UTF_8) : "";
        }
    }

    /** One client's connection. */
    private final class Pair {
        private final Socket client;
        private final Socket server;
        private volatile boolean swallowing;
        private boolean withinRows;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void begin() {
            start(this::answers);
            start(this::statements);
        }

        private void answers() throws IOException {
            byte[] buffer = new byte[65536];
            try (InputStream in = server.getInputStream()) {
                for (int read = in.read(buffer); read > 0 && !swallowing; read = in.read(buffer)) {
                    client.getOutputStream().write(buffer, 0, read);
                }
            } finally {
                cut();
            }
        }

        private void statements() throws IOException {
            try (DataInputStream in = new DataInputStream(client.getInputStream())) {
                while (true) {
                    Packet packet = Packet.read(in);
                    Optional<Trap> hit = hit(packet);
                    if (hit.isPresent()) {
                        spring(hit.get(), packet, in);
                    } else if (withinRows && packet.sequence() > 1 && packet.payload().length > 0) {
                        throw new EOFException("cut");
                    } else {
                        packet.write(server.getOutputStream());
                    }
                }
            } finally {
                cut();
            }
        }

        private Optional<Trap> hit(Packet packet) {
            return List.copyOf(traps).stream()
                    .filter(trap -> !packet.query().isEmpty() && packet.query().contains(trap.statement()))
                    .filter(traps::remove)
                    .findFirst();
        }

        private void spring(Trap sprungTrap, Packet packet, DataInputStream in) throws IOException {
            sprung.incrementAndGet();
            switch (sprungTrap.misdeed()) {
                case CUT_BEFORE -> throw new EOFException("cut");
                case CUT_AFTER -> {
                    swallowing = true;
                    packet.write(server.getOutputStream());
                }
                case CUT_WITHIN_ROWS -> {
                    withinRows = true;
                    packet.write(server.getOutputStream());
                }
                case ASK_FOR_FILE -> answerOk(ask(sprungTrap.file(), 1, in));
                case ASK_FOR_TWO_FILES -> answerOk(ask(sprungTrap.file(), ask(sprungTrap.file(), 1, in) + 1, in));
            }
        }

        /** Returns the sequence number of the client's last packet. */
        private int ask(String file, int sequence, DataInputStream in) throws IOException {
            byte[] name = file.getBytes(StandardCharsets.UTF_8);
            byte[] request = new byte[name.length + 1];
            request[0] = (byte) 0xFB;
            System.arraycopy(name, 0, request, 1, name.length);
            new Packet(sequence, request).write(client.getOutputStream());
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            Packet packet = Packet.read(in);
            while (packet.payload().length > 0) {
                if (packet.sequence() == 0 && !packet.query().isEmpty()) {
                    files.add(sent.toByteArray());
                    throw new EOFException("the client went on with another statement");
                }
                sent.writeBytes(packet.payload());
                packet = Packet.read(in);
            }
            files.add(sent.toByteArray());
            return packet.sequence();
        }

        private void answerOk(int sequence) throws IOException {
            byte[] ok = {0, 0, 0, 2, 0, 0, 0};
            new Packet(sequence + 1, ok).write(client.getOutputStream());
        }

        private void cut() throws IOException {
            client.close();
            server.close();
        }
    }
}
