package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.operation.SessionTrapsTest.Expected;
import io.shardark.engine.operation.TrapServer.Essence;
import io.shardark.format.backup.BackupReader;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where and in which language the program runs changes nothing. */
class JvmDefaultsTest {
    /** Languages with their own digits, calendars, and upper case of i; zones with summer time and odd offsets. */
    private static final Map<String, String> ZONES_OF_LANGUAGES = Map.of(
            "tr-TR", "Europe/Istanbul",
            "ar-EG-u-nu-arab", "Asia/Kathmandu",
            "th-TH-u-ca-buddhist-nu-thai", "America/St_Johns",
            "ja-JP-u-ca-japanese", "Pacific/Apia");

    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void languagesAndZonesChangeNothing(ServerFlavor flavor) throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            Expected expected = SessionTrapsTest.prepare(server, flavor);
            List<String> different = new ArrayList<>();
            for (Map.Entry<String, String> other : ZONES_OF_LANGUAGES.entrySet()) {
                Locale.setDefault(Locale.forLanguageTag(other.getKey()));
                TimeZone.setDefault(TimeZone.getTimeZone(other.getValue()));
                BackupReader backup = server.backUp();
                assertEquals(expected.essence(), Essence.of(backup), other::toString);
                server.restore(backup, "copy_of_trap");
                SessionTrapsTest.compareCopy(server, expected, List.of(other.toString()), different);
            }
            assertEquals(List.of(), different);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }
}
