import { BlockList, isIP } from "node:net";

/**
 * Link-local addresses, and the addresses where clouds serve the machine's own secrets. Private networks are allowed.
 */
const forbidden = new BlockList();
forbidden.addSubnet("169.254.0.0", 16, "ipv4");
forbidden.addAddress("100.100.100.200", "ipv4");
forbidden.addAddress("168.63.129.16", "ipv4");
forbidden.addAddress("192.0.0.192", "ipv4");
forbidden.addSubnet("fe80::", 10, "ipv6");
forbidden.addAddress("fd00:ec2::254", "ipv6");
forbidden.addAddress("fd20:ce::254", "ipv6");
// The same through an IPv4 gateway.
forbidden.addSubnet("64:ff9b::a9fe:0", 112, "ipv6");

/** Are requests to this address forbidden, whatever name led to it? */
export function isForbidden(address: string): boolean {
  const [plain = ""] = address.split("%", 1);
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined) return isForbidden(mapped);
  const family = isIP(plain);
  return family !== 0 && forbidden.check(plain, family === 6 ? "ipv6" : "ipv4");
}
