package io.shardark.cli.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${env:NAME}} and {@code ${file:PATH}}; nothing in a value is ever executed. */
final class Placeholders {
    private static final Pattern FORM = Pattern.compile("\\$\\{([^}]*)}?");
    /** What Java makes of bytes that are no characters. */
    private static final char UNREADABLE = '\uFFFD';

    private static final int LONGEST_FILE = 64 << 10;

    private final Map<String, String> environment;
    private final Path folder;

    /** Takes the environment, and the folder that paths are relative to. */
    Placeholders(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /** A placeholder stands for nothing; the message never holds a value. */
    static final class UnresolvedException extends Exception {
        private static final long serialVersionUID = 1L;

        UnresolvedException(String message) {
            super(message);
        }

        String problem() {
            return String.valueOf(getMessage());
        }
    }

    static boolean occursIn(String text) {
        return text.contains("${");
    }

    String resolve(String text) throws UnresolvedException {
        Matcher matcher = FORM.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(resolved, "");
            resolved.append(value(matcher.group(), matcher.group(1)));
        }
        return matcher.appendTail(resolved).toString();
    }

    private String value(String whole, String inside) throws UnresolvedException {
        if (!whole.endsWith("}")) {
            throw new UnresolvedException("found \"${\" without \"}\", expected ${env:NAME} or ${file:PATH}");
        }
        if (inside.startsWith("env:")) {
            return variable(inside.substring("env:".length()));
        }
        if (inside.startsWith("file:")) {
            return contents(inside.substring("file:".length()));
        }
        throw new UnresolvedException(
                "found an unknown placeholder, expected ${env:NAME} or ${file:PATH}; a text that itself has \"${\" in it"
                        + " can come from a file or a variable");
    }

    private String variable(String name) throws UnresolvedException {
        String value = environment.get(name);
        if (value == null) {
            throw new UnresolvedException("the environment variable " + name + " is not set");
        }
        if (value.indexOf(UNREADABLE) >= 0) {
            throw new UnresolvedException("the environment variable " + name
                    + " has characters that the locale cannot read, expected a UTF-8 locale as in LC_ALL=C.UTF-8");
        }
        return value;
    }

    private String contents(String name) throws UnresolvedException {
        Path file = folder.resolve(name);
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LONGEST_FILE + 1);
            if (bytes.length > LONGEST_FILE) {
                throw new UnresolvedException("the file " + file + " is longer than 64 KiB");
            }
            return withoutNewline(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (NoSuchFileException e) {
            throw new UnresolvedException("the file " + file + " does not exist");
        } catch (CharacterCodingException e) {
            throw new UnresolvedException("the file " + file + " is not text in UTF-8");
        } catch (IOException e) {
            throw new UnresolvedException(
                    "the file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static String withoutNewline(String text) {
        int end = text.length();
        if (text.endsWith("\n")) {
            end--;
        }
        if (text.endsWith("\r\n")) {
            end--;
        }
        return text.substring(0, end);
    }
}
