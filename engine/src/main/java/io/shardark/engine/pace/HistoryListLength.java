package io.shardark.engine.pace;

import io.shardark.engine.mysql.Session;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many transactions have left something behind that InnoDB still has to purge. */
record HistoryListLength() implements LoadProbe {
    private static final String MARIADB = "SHOW GLOBAL STATUS LIKE 'Innodb_history_list_length'";
    private static final String MYSQL = "SELECT count FROM information_schema.innodb_metrics"
            + " WHERE name = 'trx_rseg_history_len' AND status = 'enabled'";
    /** Where an administrator has disabled that metric. */
    private static final String MONITOR = "SHOW ENGINE INNODB STATUS";

    private static final Pattern LINE = Pattern.compile("History list length (\\d{1,18})");

    @Override
    public OptionalLong read(Session session) {
        List<Long> found = session.server().isMariaDb()
                ? session.query(MARIADB, row -> row.getLong(2))
                : session.query(MYSQL, row -> row.getLong(1));
        return found.isEmpty() ? monitor(session) : OptionalLong.of(found.get(0));
    }

    private static OptionalLong monitor(Session session) {
        String text = String.join("\n", session.query(MONITOR, row -> String.valueOf(row.getString(3))));
        Matcher line = LINE.matcher(text);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
    }

    @Override
    public int looksPerSecond() {
        return 1;
    }

    @Override
    public String privilege(Session session) {
        return "PROCESS";
    }

    @Override
    public String absence() {
        return "the server does not tell it";
    }

    @Override
    public String sentence(long value) {
        return "the history list has " + value + " transactions to purge";
    }
}
