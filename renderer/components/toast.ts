import { notifications } from '@mantine/notifications'

const closeButtonProps = { 'aria-label': 'Close this notice' }

/** Says in passing that something was done. */
export function toast(message: string): void {
  notifications.clean()
  notifications.show({ message, withBorder: true, closeButtonProps })
}

/** Says that something was not done; stays until it is closed or something newer is said. */
export function toastError(message: string): void {
  notifications.clean()
  notifications.show({ message, color: 'red', withBorder: true, autoClose: false, closeButtonProps })
}

/** For another place, to which none of them belongs. */
export function clearToasts(): void {
  notifications.clean()
}
