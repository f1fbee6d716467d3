package io.shardark.samples.benchmark;

import java.nio.file.Path;
import java.util.List;

/**
 * The dump program that comes with the server, through zstd.
 *
 * @param dump the program, such as {@code mariadb-dump}
 * @param client the program that loads, such as {@code mariadb}
 * @param schemas what to dump
 */
record DumpTool(String dump, String client, Account account, List<String> schemas) implements Tool {
    @Override
    public String name() {
        return dump;
    }

    @Override
    public List<String> backup(Path folder) {
        return shell(
                "\"$0\" --defaults-extra-file=\"$1\" --single-transaction --databases " + String.join(" ", schemas)
                        + " | zstd -q -T1 -o \"$2/dump.sql.zst\"",
                dump,
                folder);
    }

    @Override
    public List<String> restore(Path folder) {
        return shell("zstd -dc \"$2/dump.sql.zst\" | \"$0\" --defaults-extra-file=\"$1\"", client, folder);
    }

    private List<String> shell(String script, String program, Path folder) {
        return List.of(
                "bash",
                "-c",
                "set -o pipefail; " + script,
                program,
                account.optionFile().toString(),
                folder.toString());
    }
}
