package io.signalbox.decision.core.lint;

import io.signalbox.contract.name.ServiceName;

/**
 * What a service would do when something is lost.
 *
 * @param lost a region with its site, vantage and cell, or all sites
 * @param effect in a few words
 */
public record Loss(String lost, ServiceName service, String effect) {}
