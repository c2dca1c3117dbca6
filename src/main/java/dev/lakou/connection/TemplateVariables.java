package dev.lakou.connection;

import java.util.Map;
import java.util.TreeMap;

/** The one list of what a template may name. */
final class TemplateVariables {
    private TemplateVariables() {}

    static Map<String, String> of(ConnectionDetails details, ClientUrls urls) {
        var variables = new TreeMap<String, String>();
        variables.put("host", details.endpoint().host());
        variables.put("port", Integer.toString(details.endpoint().port()));
        variables.put("authority", details.endpoint().authority());
        variables.put("database", details.database().value());
        variables.put("schema", details.schema().value());
        variables.put("searchPath", new SearchPath(details.searchPath()).value());
        variables.put("user", details.user());
        variables.put("password", details.password());
        variables.put("url", urls.standard());
        variables.put("plainUrl", urls.plain());
        variables.put("jdbcUrl", urls.jdbc());
        variables.put("sqlAlchemyAsyncUrl", urls.sqlAlchemyAsync());
        return variables;
    }
}
