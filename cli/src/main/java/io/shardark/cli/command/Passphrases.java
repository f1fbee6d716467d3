package io.shardark.cli.command;

import io.shardark.format.crypto.Passphrase;
import io.shardark.format.error.ConfigurationException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Gets passphrases from a file, the environment, or a person, in this order; never from the command line. */
final class Passphrases {
    static final String VARIABLE = "SHARDARK_PASSPHRASE";

    private static final char UNREADABLE = '\uFFFD';

    private static final String HINT = "Give it with --passphrase-file FILE or in the environment variable " + VARIABLE
            + ", or run at a terminal.";

    private final Map<String, String> environment;
    private final PasswordPrompt prompt;

    Passphrases(Map<String, String> environment, PasswordPrompt prompt) {
        this.environment = environment;
        this.prompt = prompt;
    }

    /** The passphrase of a key that exists. */
    Passphrase existing(Path key, Optional<Path> file) {
        return given(file).orElseGet(() -> Passphrase.of(asked("Passphrase of " + key + ": ", key), "prompt"));
    }

    /** A passphrase for a new key, asked twice: a typing error would lock up every backup. */
    Passphrase chosen(Path key, Optional<Path> file) {
        return given(file).orElseGet(() -> {
            char[] first = asked("New passphrase for " + key + ": ", key);
            char[] again = prompt.ask("The same passphrase again: ").orElse(new char[0]);
            boolean same = Arrays.equals(first, again);
            Arrays.fill(again, '\0');
            if (!same) {
                Arrays.fill(first, '\0');
                throw new ConfigurationException("the two passphrases differ, so no key was made");
            }
            return Passphrase.of(first, "prompt");
        });
    }

    private Optional<Passphrase> given(Optional<Path> file) {
        if (file.isPresent()) {
            return Optional.of(Passphrase.ofFirstLine(
                    TextFiles.bytes(file.get()), file.get().toString()));
        }
        String place = "environment variable " + VARIABLE;
        return Optional.ofNullable(environment.get(VARIABLE))
                .map(text -> Passphrase.of(understood(text.toCharArray(), place), place));
    }

    private char[] asked(String question, Path key) {
        char[] typed = prompt.ask(question)
                .orElseThrow(() -> new ConfigurationException(
                        key + ": a passphrase is needed, and there is no terminal to ask for it", HINT));
        return understood(typed, "prompt");
    }

    /** All characters that the locale cannot read become the same one, and so would different passphrases. */
    private static char[] understood(char[] text, String place) {
        for (char character : text) {
            if (character == UNREADABLE) {
                Arrays.fill(text, '\0');
                throw new ConfigurationException(
                        place + ": the passphrase has characters that the locale cannot read",
                        "Use a UTF-8 locale, as in LC_ALL=C.UTF-8, or --passphrase-file, which is always UTF-8.");
            }
        }
        return text;
    }
}
