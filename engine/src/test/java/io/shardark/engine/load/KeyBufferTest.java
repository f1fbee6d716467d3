package io.shardark.engine.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.mysql.Session;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyBufferTest {
    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    /** The servers of the tests have 128 MiB. */
    @ParameterizedTest
    @MethodSource("flavors")
    void aSessionSortsKeysInASixtyFourthOfTheServersMemoryWhereItCan(ServerFlavor flavor) {
        try (TestSchema schema = TestSchema.create(flavor)) {
            Session session = schema.session();
            KeyBuffer.enlarge(session);
            String found =
                    session
                            .query("SHOW SESSION VARIABLES LIKE 'innodb_ddl_buffer_size'", row -> row.getString(2))
                            .stream()
                            .findFirst()
                            .orElse("fixed");
            assertEquals(flavor == ServerFlavor.MYSQL ? Integer.toString(2 << 20) : "fixed", found);
            // Not made smaller again.
            KeyBuffer.enlarge(session);
        }
    }
}
