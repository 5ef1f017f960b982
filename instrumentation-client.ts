import { outliveTranslation } from '@/components/shell/foreign-text'

// Next runs this file in every browser before React takes the page over.
outliveTranslation()
