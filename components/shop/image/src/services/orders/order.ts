/**
 * Where an order is in its life: CREATED, then PENDING while payment is asked, then PAID and SHIPPED,
 * or PAYMENT_FAILED. An addition to the shape of upstream, which stores shipped orders only.
 */
export type OrderStatus = "CREATED" | "PENDING" | "PAID" | "SHIPPED" | "PAYMENT_FAILED";

/** Who ordered, as far as an order keeps it. */
export interface Customer {
    firstName: string | null;
    lastName: string | null;
    username: string | null;
}

/** Where the order goes. */
export interface Address {
    number: string | null;
    street: string | null;
    city: string | null;
    postcode: string | null;
    country: string | null;
}

/** What the order is paid with. */
export interface Card {
    longNum: string | null;
    expires: string | null;
    ccv: string | null;
}

/** A line of the cart at the time of the order. */
export interface Item {
    id: string | null;
    itemId: string;
    quantity: number;
    unitPrice: number;
}

/** What the shipping service took. */
export interface Shipment {
    id: string;
    name: string;
}

/** An order as it is stored. */
export interface Order {
    /** 24 hexadecimal digits. */
    id: string;
    customerId: string;
    customer: Customer;
    address: Address;
    card: Card;
    items: Item[];
    /** Null until shipping took it. */
    shipment: Shipment | null;
    date: Date;
    /** What clients are shown: see total.ts. */
    total: number;
    /** What is to be paid, exactly. */
    totalCents: number;
    status: OrderStatus;
}
