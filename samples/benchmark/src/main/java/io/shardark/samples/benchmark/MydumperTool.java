package io.shardark.samples.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * mydumper and myloader with as many connections.
 *
 * @param dumper the words that start mydumper
 * @param loader the words that start myloader
 */
record MydumperTool(
        List<String> dumper,
        List<String> loader,
        List<String> dumperOptions,
        List<String> loaderOptions,
        Account account,
        int connections)
        implements Tool {
    @Override
    public String name() {
        return "mydumper";
    }

    @Override
    public List<String> backup(Path folder) {
        List<String> command = new ArrayList<>(dumper);
        command.addAll(common());
        command.addAll(List.of("--outputdir", folder.resolve("dump").toString(), "--regex", "^ds_[0-9]+"));
        command.addAll(dumperOptions);
        return command;
    }

    @Override
    public List<String> restore(Path folder) {
        List<String> command = new ArrayList<>(loader);
        command.addAll(common());
        command.addAll(List.of("--directory", folder.resolve("dump").toString()));
        command.addAll(loaderOptions);
        return command;
    }

    private List<String> common() {
        return List.of(
                "--defaults-file",
                account.optionFile().toString(),
                "--host",
                account.host(),
                "--port",
                Integer.toString(account.port()),
                "--user",
                account.user(),
                "--threads",
                Integer.toString(connections));
    }
}
