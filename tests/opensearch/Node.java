import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.plugins.PluginInfo;

/**
 * One node of OpenSearch: the server's own class with modules from the class path, without a folder of modules.
 *
 * Arguments are settings, key=value. The node ends on SIGTERM, and when its standard input closes, so that it does
 * not outlive whoever started it. It goes round the server's main: no security manager, no refusal to run as root.
 */
public class Node extends org.opensearch.node.Node {
    private static final String[] MODULES = {
        "org.opensearch.transport.Netty4", "org.opensearch.analysis.common.CommonAnalysis"
    };

    @SuppressWarnings({"unchecked", "rawtypes"}) // modules are classes in 2.x, and PluginInfo in 3.x
    Node(Environment environment, Collection modules) {
        super(environment, modules, false);
    }

    public static void main(String[] arguments) throws Exception {
        Settings.Builder settings = Settings.builder();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), null, () -> "node");
        LogConfigurator.setNodeName(NODE_NAME_SETTING.get(environment.settings()));
        LogConfigurator.configure(environment);
        Node node = new Node(environment, modules());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closed(node)));
        node.start();
        while (System.in.read() >= 0) {
        }
        System.exit(0);
    }

    private static List<Object> modules() throws ClassNotFoundException {
        List<Object> modules = new ArrayList<>();
        for (String name : MODULES) {
            if (Version.CURRENT.major < 3) {
                modules.add(Class.forName(name + "Plugin"));
            } else {
                String full = name + "ModulePlugin";
                modules.add(new PluginInfo(full, "module", "NA", Version.CURRENT, "21", full, null, List.of(), false));
            }
        }
        return modules;
    }

    private static void closed(Node node) {
        try {
            node.close();
        } catch (Exception error) {
            error.printStackTrace();
        }
    }
}
