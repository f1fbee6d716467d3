package io.shardark.cli.output;

import static io.shardark.cli.output.Columns.Side.LEFT;
import static io.shardark.cli.output.Columns.Side.RIGHT;

import io.shardark.engine.operation.BackupSummary;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The backups of a repository, oldest first. */
public record ListResult(String repository, List<BackupSummary> backups) implements Result {
    private static final String UNKNOWN = "?";

    public ListResult {
        backups = List.copyOf(backups);
    }

    @Override
    public ExitCode exitCode() {
        return backups.stream().allMatch(backup -> backup.problem().isEmpty()) ? ExitCode.GOOD : ExitCode.DAMAGED;
    }

    @Override
    public List<String> text() {
        if (backups.isEmpty()) {
            return List.of("No backups in " + repository);
        }
        Columns columns = new Columns(LEFT, LEFT, LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, LEFT, LEFT)
                .row(
                        "backup",
                        "time",
                        "extent",
                        "shards",
                        "tables",
                        "rows",
                        "size",
                        "stored",
                        "ratio",
                        "cut",
                        "signed by");
        backups.forEach(backup -> add(columns, backup));
        List<String> lines = new ArrayList<>(columns.lines());
        Notes.add(lines, "problems:", problems());
        Notes.add(lines, "to know:", notes());
        return lines;
    }

    private List<String> problems() {
        return backups.stream()
                .filter(backup -> !backup.problem().isEmpty())
                .map(backup -> backup.backup() + ": " + backup.problem())
                .toList();
    }

    private List<String> notes() {
        boolean hidden = backups.stream()
                .anyMatch(backup ->
                        backup.problem().isEmpty() && backup.contents().isEmpty());
        return hidden ? List.of("Tables and rows of encrypted backups are shown with --key FILE.") : List.of();
    }

    private static void add(Columns columns, BackupSummary backup) {
        boolean readable = backup.problem().isEmpty();
        columns.row(
                backup.backup().text(),
                Amounts.time(backup.created()),
                readable ? backup.partial() ? "part" : "whole" : UNKNOWN,
                readable ? Amounts.count(backup.shards()) : UNKNOWN,
                backup.contents().map(known -> Amounts.count(known.tables())).orElse(UNKNOWN),
                backup.contents().map(known -> Amounts.count(known.rows())).orElse(UNKNOWN),
                backup.contents().map(known -> Amounts.bytes(known.rowBytes())).orElse(UNKNOWN),
                readable ? Amounts.bytes(backup.storedBytes()) : UNKNOWN,
                backup.contents()
                        .map(known -> Amounts.ratio(known.rowBytes(), backup.storedBytes()))
                        .orElse(UNKNOWN),
                readable ? backup.cut().text() : UNKNOWN,
                backup.signer().isEmpty() ? "nobody trusted" : Display.harmless(backup.signer()));
    }

    @Override
    public void members(JsonGenerator json) {
        json.writeStringProperty("command", "list");
        json.writeStringProperty("repository", repository);
        json.writeArrayPropertyStart("backups");
        backups.forEach(backup -> write(json, backup));
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, BackupSummary backup) {
        json.writeStartObject();
        json.writeStringProperty("backup", backup.backup().text());
        json.writeStringProperty("created", backup.created().toString());
        json.writeNumberProperty("durationMillis", backup.duration().toMillis());
        json.writeNumberProperty("shards", backup.shards());
        json.writeBooleanProperty("encrypted", backup.encrypted());
        json.writeBooleanProperty("partial", backup.partial());
        json.writeStringProperty("cut", backup.cut().text());
        json.writeNumberProperty("storedBytes", backup.storedBytes());
        backup.contents().ifPresent(known -> {
            json.writeNumberProperty("tables", known.tables());
            json.writeNumberProperty("rows", known.rows());
            json.writeNumberProperty("rowBytes", known.rowBytes());
            JsonText.part(json, "leftOut", known.part());
        });
        json.writeStringProperty("signer", backup.signer());
        json.writeStringProperty("problem", backup.problem());
        json.writeEndObject();
    }
}
