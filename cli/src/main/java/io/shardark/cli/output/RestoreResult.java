package io.shardark.cli.output;

import static io.shardark.cli.output.Columns.Side.LEFT;
import static io.shardark.cli.output.Columns.Side.RIGHT;

import io.shardark.engine.operation.RestoreReport;
import io.shardark.engine.operation.RestoreReport.ShardResult;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** A finished restore. */
public record RestoreResult(RestoreReport report) implements Result {
    @Override
    public ExitCode exitCode() {
        return ExitCode.GOOD;
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        lines.add("");
        lines.addAll(summary().lines());
        lines.add("");
        lines.addAll(shards().lines());
        Notes.add(
                lines,
                "not in the backup, which is one of a part:",
                report.leftOutOfBackup().lines());
        Notes.add(
                lines,
                "in the backup, and left out of the restore on demand:",
                report.leftOutOfRestore().lines());
        Notes.add(lines, "to know:", report.notes());
        return lines;
    }

    private String headline() {
        String whole = report.leftOutOfBackup().isWhole() ? "Backup " : "The PART in backup ";
        return report.leftOutOfRestore().isWhole()
                ? whole + report.backup() + " is restored: the rows on the servers equal those of the backup."
                : "A PART of backup " + report.backup()
                        + " is restored: its rows on the servers equal those of the backup.";
    }

    private Columns summary() {
        String found = report.chunksFound() == 0
                ? ""
                : ", " + Amounts.count(report.chunksFound(), "chunk") + " found from an earlier run";
        Columns columns = new Columns(LEFT, LEFT)
                .row(
                        "contents",
                        Amounts.count(report.shards().size(), "shard") + ", " + Amounts.count(report.tables(), "table")
                                + ", " + Amounts.count(report.rows(), "row"))
                .row("loaded", Amounts.count(report.chunksLoaded(), "chunk") + found)
                .row("size", Amounts.bytes(report.rowBytes()) + " of rows")
                .row(
                        "duration",
                        Amounts.duration(report.duration()) + ", "
                                + Amounts.rate(report.rowBytes(), report.duration()));
        return Waits.row(columns, report.pace());
    }

    private Columns shards() {
        Columns columns = new Columns(LEFT, RIGHT, RIGHT, LEFT, LEFT)
                .row("shard", "tables", "rows", "digest in backup", "digest on server");
        for (ShardResult shard : report.shards()) {
            columns.row(
                    shard.shard(),
                    Amounts.count(shard.tables()),
                    Amounts.count(shard.target().rows()),
                    Amounts.digest(shard.source().hex()),
                    Amounts.digest(shard.target().hex()));
        }
        return columns;
    }

    @Override
    public void members(JsonGenerator json) {
        json.writeStringProperty("command", "restore");
        json.writeStringProperty("backup", report.backup().text());
        json.writeNumberProperty("tables", report.tables());
        json.writeNumberProperty("rows", report.rows());
        json.writeNumberProperty("rowBytes", report.rowBytes());
        json.writeNumberProperty("chunksLoaded", report.chunksLoaded());
        json.writeNumberProperty("chunksFound", report.chunksFound());
        json.writeNumberProperty("durationMillis", report.duration().toMillis());
        Waits.write(json, report.pace());
        json.writeArrayPropertyStart("shards");
        report.shards().forEach(shard -> write(json, shard));
        json.writeEndArray();
        json.writeBooleanProperty(
                "partial",
                !report.leftOutOfBackup().isWhole()
                        || !report.leftOutOfRestore().isWhole());
        JsonText.part(json, "leftOutOfBackup", report.leftOutOfBackup());
        JsonText.part(json, "leftOutOfRestore", report.leftOutOfRestore());
        JsonText.strings(json, "notes", report.notes());
    }

    private static void write(JsonGenerator json, ShardResult shard) {
        json.writeStartObject();
        json.writeStringProperty("shard", shard.shard());
        json.writeNumberProperty("tables", shard.tables());
        json.writeNumberProperty("rows", shard.target().rows());
        json.writeStringProperty("sourceDigest", shard.source().hex());
        json.writeStringProperty("targetDigest", shard.target().hex());
        json.writeEndObject();
    }
}
