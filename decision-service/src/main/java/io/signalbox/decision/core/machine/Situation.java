package io.signalbox.decision.core.machine;

import io.signalbox.contract.CellName;
import io.signalbox.contract.topology.Service;

/** What a service's machine takes as given. @param digest of the topology that {@code service} is from */
record Situation(Service service, CellName cell, String digest) {}
