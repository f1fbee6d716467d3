package io.shardark.cli.output;

import static io.shardark.cli.output.Columns.Side.LEFT;
import static io.shardark.cli.output.Columns.Side.RIGHT;

import io.shardark.engine.operation.BackupReport;
import io.shardark.engine.operation.BackupReport.ShardResult;
import io.shardark.format.manifest.CutRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** A finished backup. */
public record BackupResult(BackupReport report) implements Result {
    @Override
    public ExitCode exitCode() {
        return ExitCode.GOOD;
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("Backup " + report.backup() + (report.part().isWhole() ? "" : " of a PART")
                + " is complete: every chunk was read back and compared.");
        lines.add("");
        lines.addAll(summary().lines());
        lines.add("");
        lines.addAll(shards().lines());
        Notes.add(lines, "why the cut is not better:", report.cut().reasons());
        Notes.add(lines, "left out on demand:", report.part().lines());
        Notes.add(lines, "in the backup, but needs what was left out:", report.needs());
        Notes.add(lines, "not in the backup:", report.notSaved());
        return lines;
    }

    private Columns summary() {
        String size = Amounts.bytes(report.rowBytes()) + " of rows in " + Amounts.count(report.chunks(), "chunk") + ", "
                + Amounts.bytes(report.storedBytes()) + " stored";
        String ratio = Amounts.ratio(report.rowBytes(), report.storedBytes());
        Columns columns = new Columns(LEFT, LEFT)
                .row("cut", cut(report.cut(), report.longestStallMillis()))
                .row(
                        "contents",
                        Amounts.count(report.shards().size(), "shard") + ", " + Amounts.count(report.tables(), "table")
                                + ", " + Amounts.count(report.rows(), "row"))
                .row("size", ratio.isEmpty() ? size : size + " (" + ratio + ")")
                .row(
                        "duration",
                        Amounts.duration(report.duration()) + ", "
                                + Amounts.rate(report.rowBytes(), report.duration()));
        return Waits.row(columns, report.pace())
                .row("manifest", "sha256 " + report.manifest().hex());
    }

    private static String cut(CutRecord cut, long stallMillis) {
        return cut.level().text() + ", taken " + Amounts.time(cut.takenAt()) + " in "
                + Amounts.count(cut.attempts(), "attempt") + "; locks were held "
                + Amounts.duration(Duration.ofMillis(cut.heldMillis())) + ", writers waited at most "
                + Amounts.duration(Duration.ofMillis(stallMillis));
    }

    private Columns shards() {
        Columns columns = new Columns(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, LEFT)
                .row("shard", "tables", "rows", "size", "stored", "digest of all rows");
        for (ShardResult shard : report.shards()) {
            columns.row(
                    shard.shard(),
                    Amounts.count(shard.tables()),
                    Amounts.count(shard.digest().rows()),
                    Amounts.bytes(shard.rowBytes()),
                    Amounts.bytes(shard.storedBytes()),
                    Amounts.digest(shard.digest().hex()));
        }
        return columns;
    }

    @Override
    public void members(JsonGenerator json) {
        json.writeStringProperty("command", "backup");
        json.writeStringProperty("backup", report.backup().text());
        json.writeStringProperty("manifestSha256", report.manifest().hex());
        writeCut(json);
        json.writeNumberProperty("tables", report.tables());
        json.writeNumberProperty("rows", report.rows());
        json.writeNumberProperty("chunks", report.chunks());
        json.writeNumberProperty("rowBytes", report.rowBytes());
        json.writeNumberProperty("storedBytes", report.storedBytes());
        json.writeNumberProperty("durationMillis", report.duration().toMillis());
        Waits.write(json, report.pace());
        json.writeArrayPropertyStart("shards");
        report.shards().forEach(shard -> write(json, shard));
        json.writeEndArray();
        JsonText.strings(json, "notSaved", report.notSaved());
        json.writeBooleanProperty("partial", !report.part().isWhole());
        JsonText.part(json, "leftOut", report.part());
        JsonText.strings(json, "needs", report.needs());
    }

    private void writeCut(JsonGenerator json) {
        CutRecord cut = report.cut();
        json.writeObjectPropertyStart("cut");
        json.writeStringProperty("level", cut.level().text());
        json.writeStringProperty("takenAt", cut.takenAt().toString());
        json.writeNumberProperty("attempts", cut.attempts());
        json.writeNumberProperty("heldMillis", cut.heldMillis());
        json.writeNumberProperty("longestStallMillis", report.longestStallMillis());
        JsonText.strings(json, "reasons", cut.reasons());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ShardResult shard) {
        json.writeStartObject();
        json.writeStringProperty("shard", shard.shard());
        json.writeNumberProperty("tables", shard.tables());
        json.writeNumberProperty("rows", shard.digest().rows());
        json.writeStringProperty("digest", shard.digest().hex());
        json.writeNumberProperty("rowBytes", shard.rowBytes());
        json.writeNumberProperty("storedBytes", shard.storedBytes());
        json.writeEndObject();
    }
}
