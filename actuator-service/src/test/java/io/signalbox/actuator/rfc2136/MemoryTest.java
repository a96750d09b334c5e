package io.signalbox.actuator.rfc2136;

class MemoryTest extends Rfc2136Troubles {

    @Override
    UpdateServer start() {
        return MemoryPrimary.start();
    }
}
