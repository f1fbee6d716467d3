package io.shardark.engine.operation;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Instance;
import java.util.HashMap;
import java.util.Map;

/**
 * Logs in without TLS, so that a proxy can read along; a server without a cached password then wants to send its key.
 */
final class PlainSessions extends Sessions {
    @Override
    public Session open(Instance instance, Map<String, String> driverProperties) {
        Map<String, String> more = new HashMap<>(driverProperties);
        more.put("allowPublicKeyRetrieval", "true");
        return super.open(instance, more);
    }
}
