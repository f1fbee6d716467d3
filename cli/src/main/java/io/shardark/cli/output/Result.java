package io.shardark.cli.output;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What a command has to say at its end. */
public interface Result {
    /** For people: lines without their ends. */
    List<String> text();

    /** For programs: writes the members of one object whose braces the caller writes; all numbers exact. */
    void members(JsonGenerator json);

    /** How the program ends. */
    ExitCode exitCode();
}
