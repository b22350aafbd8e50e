import { notifications } from '@mantine/notifications'

/** Says in passing that something was done. */
export function toast(message: string): void {
  notifications.clean()
  notifications.show({ message, withBorder: true })
}

/** Says that something was not done; stays until it is closed or something newer is said. */
export function toastError(message: string): void {
  notifications.clean()
  notifications.show({ message, color: 'red', withBorder: true, autoClose: false })
}

/** For another place, to which none of them belongs. */
export function clearToasts(): void {
  notifications.clean()
}
