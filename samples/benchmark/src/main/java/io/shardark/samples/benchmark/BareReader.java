package io.shardark.samples.benchmark;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The program of {@link BareReaderTool}. Arguments: an option file, and the number of connections. */
final class BareReader {
    private final Properties options;
    private final Queue<String> tables;

    private BareReader(Properties options, Queue<String> tables) {
        this.options = options;
        this.tables = tables;
    }

    public static void main(String[] arguments) throws Exception {
        Properties options = options(Path.of(arguments[0]));
        BareReader reader = new BareReader(options, new ConcurrentLinkedQueue<>(tables(options)));
        int connections = Integer.parseInt(arguments[1]);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<Callable<Long>> work = new ArrayList<>();
        for (int n = 0; n < connections; n++) {
            work.add(reader::readTables);
        }
        long bytes = 0;
        for (Future<Long> read : threads.invokeAll(work)) {
            bytes += read.get();
        }
        threads.shutdown();
        System.out.println(bytes + " bytes of values");
    }

    /** The lines {@code key=value} of an option file, whose section headers are properties without a value. */
    private static Properties options(Path file) throws IOException {
        Properties options = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            options.load(reader);
        }
        return options;
    }

    private static Connection connect(Properties options) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://" + options.getProperty("host") + ":" + options.getProperty("port")
                        + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                options.getProperty("user"),
                options.getProperty("password"));
    }

    private static List<String> tables(Properties options) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = connect(options);
                Statement statement = connection.createStatement();
                ResultSet names =
                        statement.executeQuery("SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES"
                                + " WHERE TABLE_SCHEMA LIKE 'ds\\_%' ORDER BY 1, 2")) {
            while (names.next()) {
                tables.add(names.getString(1) + "." + names.getString(2));
            }
        }
        return tables;
    }

    private long readTables() throws SQLException {
        long bytes = 0;
        try (Connection connection = connect(options);
                Statement statement =
                        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE);
            for (String table = tables.poll(); table != null; table = tables.poll()) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    bytes += read(rows);
                }
            }
        }
        return bytes;
    }

    private static long read(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        long bytes = 0;
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                byte[] value = rows.getBytes(column);
                bytes += value == null ? 0 : value.length;
            }
        }
        return bytes;
    }
}
