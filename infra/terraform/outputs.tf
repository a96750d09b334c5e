output "zone_id" {
  description = "For HostedZoneId of the stacks."
  value       = aws_route53_zone.this.zone_id
}

output "name_servers" {
  description = "For a delegation that is made elsewhere."
  value       = aws_route53_zone.this.name_servers
}

output "health_check_ids" {
  description = "For healthCheck of the topology's sites, by name."
  value       = { for name, check in aws_route53_health_check.this : name => check.id }
}

output "role_arns" {
  description = "For role and dnsRole of the topology, or for the processes themselves, by name."
  value       = { for name, role in aws_iam_role.this : name => role.arn }
}
