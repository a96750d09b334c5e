package io.signalbox.infra;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.infra.cafe.CafeStacks;
import io.signalbox.infra.ecs.ActivePassiveStacks;
import io.signalbox.infra.iot.IotCoreStacks;
import io.signalbox.infra.lattice.LatticeStacks;
import io.signalbox.infra.pilot.PilotLightStacks;
import io.signalbox.infra.platform.SignalboxStacks;
import io.signalbox.infra.stack.ExampleTopology;
import java.nio.file.Path;
import software.amazon.awscdk.App;

/** A folder of examples/, and the stacks that its topology runs on. */
public enum Example {
    ACTIVE_PASSIVE_ECS("active-passive-ecs", ActivePassiveStacks::add),
    CAFE_ORDERS("cafe-orders", (app, topology, _) -> CafeStacks.add(app, topology)),
    IOT_CORE("iot-core", (app, topology, _) -> IotCoreStacks.add(app, topology)),
    PILOT_LIGHT("pilot-light", (app, topology, _) -> PilotLightStacks.add(app, topology)),
    VPC_LATTICE("vpc-lattice", (app, topology, _) -> LatticeStacks.add(app, topology));

    /** Adds the stacks of an example. */
    @FunctionalInterface
    private interface Stacks {
        void add(App app, Topology topology, Path folder) throws InvalidTopologyException;
    }

    private final String folder;
    private final Stacks stacks;

    Example(String folder, Stacks stacks) {
        this.folder = folder;
        this.stacks = stacks;
    }

    /** @param root of the repository */
    public Path folder(Path root) {
        return root.resolve("examples").resolve(folder);
    }

    /** Its topology, with the defaults of all variables. */
    public Topology topology(Path root) throws InvalidTopologyException {
        return ExampleTopology.read(folder(root).resolve("topology.yaml"));
    }

    void addTo(App app, Path root) throws InvalidTopologyException {
        Topology topology = topology(root);
        stacks.add(app, topology, folder(root));
        SignalboxStacks.add(app, topology);
    }
}
