package io.shardark.samples.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The dump program that comes with the server, through zstd.
 *
 * @param dump the program, such as {@code mariadb-dump}
 * @param options further ones for it
 * @param client the program that loads, such as {@code mariadb}
 * @param schemas what to dump
 */
record DumpTool(String dump, List<String> options, String client, Account account, List<String> schemas)
        implements Tool {
    DumpTool {
        options = List.copyOf(options);
        schemas = List.copyOf(schemas);
    }

    @Override
    public String name() {
        return dump;
    }

    @Override
    public List<String> backup(Path folder) {
        List<String> command = new ArrayList<>(shell(
                "program=$0; options=$1; folder=$2; shift 2; "
                        + "\"$program\" --defaults-extra-file=\"$options\" --single-transaction \"$@\" --databases "
                        + String.join(" ", schemas) + " | zstd -q -T1 -o \"$folder/dump.sql.zst\"",
                dump,
                folder));
        command.addAll(options);
        return command;
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
