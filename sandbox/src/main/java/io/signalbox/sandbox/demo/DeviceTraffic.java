package io.signalbox.sandbox.demo;

import io.signalbox.sandbox.mqtt.Device;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.world.World;

/** One device that sends telemetry to where the name leads. */
final class DeviceTraffic implements Traffic {

    private final World world;
    private final Device device;

    DeviceTraffic(World world) {
        this.world = world;
        this.device = Device.start(world.device("sensor-1"));
    }

    @Override
    public int acknowledged() {
        return device.acknowledged().size();
    }

    /** A message is at the endpoint that took it: endpoints do not copy each other. */
    @Override
    public long lost(DemoSite active) {
        return device.acknowledged().stream()
                .filter(message -> world.sites().stream()
                        .flatMap(site -> world.gateway(site).stream())
                        .noneMatch(gateway -> gateway.has(message)))
                .count();
    }

    @Override
    public boolean isServedBy(DemoSite site) {
        return world.gateway(site).orElseThrow().serves(device.id());
    }

    @Override
    public void close() {
        device.close();
    }
}
